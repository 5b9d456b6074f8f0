# build: fails
# then: python3 -c "import six, idna"
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
COPY requirements.txt /tmp/
RUN pip3 install -r /tmp/requirements.txt
