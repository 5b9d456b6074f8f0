# build: fails
# then: python3 -c 'import six'
FROM debian:12
SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
RUN apt-get update && apt-get install -y python3-pip
RUN pip3 install six | cat
