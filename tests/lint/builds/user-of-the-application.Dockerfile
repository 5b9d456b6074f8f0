# build: fails
# then: python3 app | grep ready
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
RUN useradd --create-home --uid 1001 worker
WORKDIR /home/worker
USER worker
COPY requirements.txt app ./
RUN pip3 install -r requirements.txt
CMD ["python3", "app"]
