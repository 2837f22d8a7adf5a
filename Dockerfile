# syntax=docker/dockerfile:1
# The worker and the page: docker build -t echosphere .
# The simulator of AWS, for trying things out: docker build --target simulator -t echosphere-simulator .
# docs/deploy/README.md says what the containers need. Every image is pinned; Dependabot moves the tags.

# --- what the build borrows ------------------------------------------------------------------------
FROM livekit/livekit-server:v1.13.5 AS livekit
FROM node:22.23.2-bookworm-slim AS node

# --- the distribution, and a Java that holds only what it needs -----------------------------------
FROM eclipse-temurin:25.0.3_9-jdk-noble AS build
SHELL ["/bin/bash", "-o", "pipefail", "-c"]

# WebRTC's system libraries: the ahead-of-time cache is made by a worker that holds a call.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install -y --no-install-recommends \
    curl libdbus-1-3 libpulse0 libudev1 libx11-6 libxcomposite1 libxfixes3 libxrandr2 unzip \
  && rm -rf /var/lib/apt/lists/*

COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
COPY --from=livekit /livekit-server /usr/local/bin/livekit-server

# The cache belongs to exactly this Java, so the worker is watched on it too.
RUN jlink \
    --add-modules java.se,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.management,jdk.naming.dns,jdk.unsupported,jdk.zipfs \
    --strip-java-debug-attributes --no-header-files --no-man-pages --generate-cds-archive \
    --output /opt/java
ENV ECHOSPHERE_JAVA_HOME=/opt/java

WORKDIR /build
# The commit, for `echosphere version`; the build's context holds no history.
ARG COMMIT=unknown
COPY . .
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    ./mvnw -B -ntp package -DskipTests -Dweb=required "-Dgit.commit.id.describe=$COMMIT" \
  && test -s agent-worker/target/echosphere/lib/echosphere.aot \
  && ./mvnw -B -ntp -q dependency:copy-dependencies -pl agent-simulator -am -DincludeScope=runtime \
    -DexcludeGroupIds=io.zonky.test,io.zonky.test.postgres,org.testcontainers \
    -DoutputDirectory=/build/simulator \
  && cp agent-simulator/target/agent-simulator-*-SNAPSHOT.jar /build/simulator/

# --- the simulator: knows no agent module, and is in no production image --------------------------
FROM debian:bookworm-20260803-slim AS simulator
RUN useradd --no-log-init --uid 10002 --no-create-home --shell /usr/sbin/nologin simulator
COPY --from=build /opt/java /opt/java
COPY --from=build /build/simulator /opt/simulator
USER 10002:10002
ENV SIMULATOR_PORT=4566
ENTRYPOINT ["/opt/java/bin/java", "-Xmx256m", "--sun-misc-unsafe-memory-access=allow", "-cp", "/opt/simulator/*", "io.echosphere.simulator.aws.SimulatorMain"]

# --- the worker -----------------------------------------------------------------------------------
FROM debian:bookworm-20260803-slim AS worker
LABEL org.opencontainers.image.title="EchoSphere" \
  org.opencontainers.image.description="A self-hosted voice agent for LiveKit" \
  org.opencontainers.image.licenses="Apache-2.0"

# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install -y --no-install-recommends \
    libdbus-1-3 libpulse0 libudev1 libx11-6 libxcomposite1 libxfixes3 libxrandr2 \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --no-log-init --uid 10001 --no-create-home --shell /usr/sbin/nologin echosphere \
  && install -d -o 10001 -g 10001 -m 0700 /var/lib/echosphere

# Nothing here belongs to the user that runs it. Times are kept: the cache is checked by them.
COPY --from=build /opt/java /opt/java
COPY --from=build /build/agent-worker/target/echosphere /opt/echosphere

# The page must be reached from outside of the container; whatever stands before it has TLS.
ENV ECHOSPHERE_JAVA_HOME=/opt/java \
  HTTP_HOST=0.0.0.0 \
  LOG_FORMAT=json
USER 10001:10001
# What must outlive the container is written here; everything else is read-only but /tmp, from which
# native libraries are loaded: --read-only --tmpfs /tmp:exec,size=128m
WORKDIR /var/lib/echosphere
VOLUME /var/lib/echosphere
EXPOSE 8080
# SIGTERM drains; give it DRAIN_TIMEOUT and 30 s: docker stop --timeout 630
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["/opt/echosphere/bin/echosphere", "health"]
ENTRYPOINT ["/opt/echosphere/bin/echosphere"]
CMD ["start"]
