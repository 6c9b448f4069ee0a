package dev.streambed.local;

import dev.streambed.local.customers.ApiKey;
import dev.streambed.local.customers.ExampleRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text that is printed when the stack is ready.
///
/// @param stack the running stack
/// @param bedrock the value of `--bedrock`
record StartupBanner(LocalStack stack, String bedrock) {

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Streambed is running in " + stack.deployment().arns().region() + " on this machine.");
    lines.add("");
    stack.functionUrls().forEach(url -> lines.add(line("Function URL", url.toString())));
    if (!stack.deployment().resources("AWS::CloudFront::Distribution").isEmpty()) {
      lines.add(
          line("CloudFront", "is not imitated; the Function URL gets the headers that it adds"));
    }
    stack.restUrls().forEach(url -> lines.add(line("REST API", url.toString())));
    stack.webSocketUrl().ifPresent(url -> lines.add(line("WebSocket API", url.toString())));
    stack.pageUrl().ifPresent(url -> lines.add(line("Page", url.toString())));
    lines.add(line("Bedrock", askedBedrock()));
    lines.add(line("Control", stack.controlUrl().toString()));
    stack.apiKey().ifPresent(apiKey -> lines.add(line("API key", apiKey.text())));
    stack
        .caBundle()
        .ifPresent(
            file -> lines.add(line("Certificate", file + "  (AWS_CA_BUNDLE, SSL_CERT_FILE)")));
    lines.add("");
    curl().ifPresent(curl -> lines.addAll(List.of("Try it:", "", curl, "")));
    lines.add("Ctrl-C stops it. The function's log lines follow.");
    lines.add("");
    return lines;
  }

  private String askedBedrock() {
    return new BedrockOption(bedrock)
        .endpoint()
        .map(URI::toString)
        .orElseGet(() -> stack.bedrockUrl() + "  (" + bedrock + ")");
  }

  private static String line(String name, String value) {
    return "  %-14s%s".formatted(name, value);
  }

  private Optional<String> curl() {
    Optional<URI> url =
        stack.functionUrl().or(() -> stack.restUrl().map(rest -> rest.resolve("bedrock/stream")));
    if (url.isEmpty() || stack.apiKey().isEmpty()) {
      return Optional.empty();
    }
    ApiKey apiKey = stack.apiKey().get();
    String trust = stack.caBundle().map(file -> " --cacert " + file).orElse("");
    return stack
        .example()
        .map((ExampleRequest exampleRequest) -> exampleRequest.curl(url.get(), apiKey) + trust);
  }
}
