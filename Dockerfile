# One image for the three services and the command line:
#
#   docker build -t rollcall .
#   docker run --rm rollcall --help

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY pom.xml ./
COPY .mvn .mvn
COPY modules modules
# Formatter and tests are ./verify's work. The libraries stay in a cache of the builder's, not in a layer.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -Dquick -Dmaven.test.skip=true -pl modules/standalone -am package

FROM eclipse-temurin:17-jre-noble
COPY --from=build /src/modules/standalone/target/rollcall/lib /opt/rollcall/lib
COPY --chmod=755 deploy/image /opt/rollcall/bin
ENV PATH="/opt/rollcall/bin:$PATH" \
    ROLLCALL_DATA_DIR="/tmp/rollcall" \
    ROLLCALL_JAVA_OPTS="-Xmx512m"
WORKDIR /tmp
# A number, so that Kubernetes' runAsNonRoot can be checked without the image's passwd.
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["rollcall"]
CMD ["--help"]
