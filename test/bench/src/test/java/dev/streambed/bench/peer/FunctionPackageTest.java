package dev.streambed.bench.peer;

import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionPackageTest {

  @Test
  void hasANameOfItsOwn() throws IOException {
    FunctionPackage.requireOwnNames(List.of(named("Streambed"), named("before")));
    assertThatIOException()
        .isThrownBy(() ->
            FunctionPackage.requireOwnNames(
                List.of(named("Streambed"), named("before"), named("Streambed"))))
        .withMessage("two packages have the name Streambed");
  }

  private static FunctionPackage named(String name) {
    return new FunctionPackage(name, Path.of("."), FunctionPackage.MANAGED_JAVA, "Handler");
  }
}
