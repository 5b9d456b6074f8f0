# build: fails
# then: /app/app | grep ready
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
COPY app requirements.txt /app/
RUN cd /app && pip3 install -r requirements.txt && chmod +x app
ENTRYPOINT ["/app/app"]
