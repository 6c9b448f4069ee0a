package dev.streambed.local.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {

  private static final RestResource ROOT =
      node(
          "/",
          node(
              "/requests",
              node("/requests/mine"),
              node("/requests/{id}", node("/requests/{id}/log"))),
          node("/files", node("/files/{name}", node("/files/{name}/x")), node("/files/{all+}")),
          node("/{any}"));

  @ParameterizedTest
  @CsvSource({
    "'', /",
    "requests, /requests",
    "requests/mine, /requests/mine",
    "requests/7, /requests/{id}",
    "requests/7/log, /requests/{id}/log",
    "requests/mine/log, /requests/{id}/log",
    "requests/7/log/more, ",
    "files/a, /files/{name}",
    "files/a/x, /files/{name}/x",
    "files/a/b/c, /files/{all+}",
    "other, /{any}",
    "other/more, "
  })
  void prefersTheMoreSpecific(String path, String expected) {
    assertThat(find(path).map(route -> route.resource().path()))
        .isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void handsParametersOnAsTheyCame() {
    assertThat(find("requests/a%2Fb%20c").orElseThrow().parameters())
        .isEqualTo(Map.of("id", "a%2Fb%20c"));
    assertThat(find("files/a/b/c").orElseThrow().parameters()).isEqualTo(Map.of("all", "a/b/c"));
    assertThat(find("requests").orElseThrow().parameters()).isEmpty();
  }

  @Test
  void takesAnyMethodWhereThereIsNoOtherOne() {
    RestResource.Method get = new RestResource.Method("GET", mock());
    RestResource.Method any = new RestResource.Method("ANY", mock());
    RestResource both = new RestResource("id", "/", List.of(), Map.of("GET", get, "ANY", any));
    assertThat(both.method("GET")).contains(get);
    assertThat(both.method("PUT")).contains(any);
    assertThat(ROOT.method("GET")).isEmpty();
  }

  private static Integration mock() {
    return new Integration.Mock(Map.of(), true, List.of());
  }

  private static Optional<Route> find(String path) {
    return Route.find(ROOT, path.isEmpty() ? List.of() : Arrays.asList(path.split("/")));
  }

  private static RestResource node(String path, RestResource... children) {
    return new RestResource(path, path, List.of(children), Map.of());
  }
}
