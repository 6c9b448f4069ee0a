package dev.streambed.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceIdTest {

  @Test
  void goesOnWithTheCallersTrace() {
    assertThat(TraceId.of("Self=1-x; Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1").header())
        .isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793");
  }

  @Test
  void beginsOneWhenTheCallerHasNone() {
    assertThat(TraceId.of("").header()).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
    assertThat(TraceId.of("").forFunction())
        .matches(
            "Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:0");
  }
}
