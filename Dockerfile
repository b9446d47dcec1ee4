# The explorer. Everything is installed from hash-locked requirements; nothing runs as root.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
RUN python -m venv /opt/qianxian
ENV PATH=/opt/qianxian/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements requirements
RUN pip install --require-hashes --no-build-isolation --only-binary :all: -r requirements/build.txt \
 && pip install --require-hashes --no-build-isolation --only-binary :all: --no-binary dash-cytoscape -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY graph graph
COPY loaders loaders
COPY explorer explorer
COPY cypher cypher
RUN pip install --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
RUN useradd --create-home --uid 10001 qianxian && install -d -o qianxian -g qianxian -m 0700 /data
COPY --from=build /opt/qianxian /opt/qianxian
ENV PATH=/opt/qianxian/bin:$PATH QIANXIAN_HOME=/data PYTHONUNBUFFERED=1
USER qianxian
WORKDIR /home/qianxian
VOLUME /data
EXPOSE 8050
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8050/', timeout=4)"]
CMD ["qianxian", "serve", "--host", "0.0.0.0", "--port", "8050"]
