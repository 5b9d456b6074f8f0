# build: fails
# then: python3 -c "import six"
ARG TAG=12
FROM debian:${TAG}
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
RUN pip3 install six
