# build: works
# fix: unsafe
# then: python3 -c "import six"
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
RUN python3 -m pip config --global set global.break-system-packages true
RUN pip3 install six && pip3 install idna
