# build: fails
# then: python3 -c "import six"
FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip && pip3 install --no-cache-dir six && rm -rf /var/lib/apt/lists/*
