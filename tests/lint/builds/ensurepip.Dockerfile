# build: fails
# says: No module named ensurepip
# fix: none
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends python3
RUN python3 -m ensurepip
