# build: fails
# then: python3 -c "import six"
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
COPY requirements.txt constraints.txt /tmp/
RUN pip3 install -c /tmp/constraints.txt -r /tmp/requirements.txt
