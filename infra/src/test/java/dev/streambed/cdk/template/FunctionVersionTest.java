package dev.streambed.cdk.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionVersionTest {
  /** A running stack keeps its values: a new version of the same function would be refused. */
  @Test
  void anotherDefaultIsNoOtherVersion(@TempDir Path first, @TempDir Path second) throws Exception {
    var little = SampleFolder.of(first, "{\"models\": [\"amazon.nova-lite-v1:0\"]}").template();
    var other =
        SampleFolder.of(
                second,
                """
                {"models": ["amazon.nova-lite-v1:0"], "name": "my-bot",
                 "defaultLimits": {"requestsPerDay": 500}, "logRetention": "ONE_WEEK",
                 "function": {"memoryMebibytes": 2048, "reservedConcurrency": 50}}
                """)
            .template();
    assertThat(other.at("/Parameters/MemorySize/Default"))
        .isNotEqualTo(little.at("/Parameters/MemorySize/Default"));
    assertThat(SampleFolder.version(other)).isEqualTo(SampleFolder.version(little));
  }

  @Test
  void anotherZipOrFunctionIsAnotherVersion(@TempDir Path first, @TempDir Path second)
      throws Exception {
    var little = SampleFolder.of(first, "{\"models\": [\"amazon.nova-lite-v1:0\"]}");
    var assembly = CloudAssembly.read(little.assembly());
    var otherZip = DeployableTemplate.of(assembly, "function-0123456789abcdef.zip");
    var otherFunction =
        SampleFolder.of(
            second,
            """
            {"models": ["amazon.nova-lite-v1:0"], "function": {"timeoutSeconds": 600}}
            """);
    var versions = new HashSet<String>();
    for (var each : List.of(little.template(), otherZip, otherFunction.template())) {
      versions.add(SampleFolder.version(each));
    }
    assertThat(versions).hasSize(3);
  }
}
