# build: fails
# fix: unsafe
# then: /opt/venv/bin/python3 /app/app | grep ready
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
COPY app requirements.txt /app/
RUN pip3 install -r /app/requirements.txt
CMD ["/usr/bin/python3", "/app/app"]
