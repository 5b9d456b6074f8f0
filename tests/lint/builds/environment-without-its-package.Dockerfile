# build: fails
# says: ensurepip is not
# then: python3 -c "import six"
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
RUN python3 -m venv /opt/app
ENV PATH=/opt/app/bin:$PATH
RUN pip install six
