# build: fails
# then: python3 -c "import six"
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip python3-venv
RUN python3 -m venv /opt/app && . /opt/app/bin/activate
RUN pip install six
