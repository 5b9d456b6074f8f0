# build: fails
# then: python3 -c "import six"
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
RUN python3 -m pip install --no-cache-dir six
