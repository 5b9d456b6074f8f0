# build: fails
# then: python3 -c "import six"
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends sudo python3-pip
RUN sudo -H pip3 install six
