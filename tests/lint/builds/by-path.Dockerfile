# build: fails
# then: python3 -c "import six"
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
RUN /usr/bin/python3 -m pip install six
