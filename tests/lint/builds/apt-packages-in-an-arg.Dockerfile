# build: fails
# then: python3 -c "import six"
FROM debian:12
ARG APT="python3-pip ca-certificates"
RUN apt-get update && apt-get install -y --no-install-recommends $APT
RUN pip3 install six
