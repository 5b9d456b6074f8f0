# build: fails
# then: python3 -c "import six"
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
RUN python3 -m pip install -U pip
RUN python3 -m pip install six
