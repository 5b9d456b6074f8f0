# build: fails
# then: python3 -c "import six"
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
ENV SIX_VERSION=1.16.0
RUN pip3 install "six==${SIX_VERSION}"
