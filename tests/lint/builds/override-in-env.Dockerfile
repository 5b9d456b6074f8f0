# build: works
# fix: unsafe
# then: python3 -c "import six"
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
ENV PIP_BREAK_SYSTEM_PACKAGES=1
RUN pip3 install six
