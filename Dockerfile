# The server of argentum with both stores of a ledger; docker-compose.yml brings it up with an ArangoDB.
FROM python:3.11-slim-bookworm

WORKDIR /build
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY argentum argentum
COPY mallku mallku
COPY configs configs
COPY presets presets
RUN pip install --no-cache-dir --constraint constraints.txt ".[arango,server]" && rm -rf /build

# What is kept (rooms, keys, a ledger in a file, the council's books) is in /data; nothing else need be writable.
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin argentum \
    && install --directory --owner argentum --mode 0700 /data
WORKDIR /data
VOLUME /data
ENV ARGENTUM_HOME=/data PYTHONDONTWRITEBYTECODE=1

USER argentum
EXPOSE 8460
ENTRYPOINT ["argentum"]
CMD ["serve", "--help"]
