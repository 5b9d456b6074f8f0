# build: fails
# says: pip: not found
# fix: none
FROM debian:12
RUN pip install six
