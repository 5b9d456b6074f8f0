# build: hides
# then: python3 -c 'import six'
FROM debian:13
RUN apt-get update && apt-get install -y python3-pip
RUN pip3 install six || true
