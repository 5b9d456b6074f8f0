# build: fails
# then: python3 -c "import six"
FROM debian:13 AS base
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
FROM base
RUN pip install six
