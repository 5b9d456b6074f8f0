# build: fails
# fix: unsafe
# then: python3 -c "import six"
FROM debian:12 AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
RUN pip3 install six
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends python3
COPY --from=build /usr/local/lib/python3.11/dist-packages /usr/local/lib/python3.11/dist-packages
