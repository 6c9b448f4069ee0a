package dev.streambed.cli.stack;

import dev.streambed.cli.domain.CliException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads the outputs of a stack from CloudFormation.
record StackOutputsReader(SignedPost post) {

  private static final Map<String, String> HEADERS =
      Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
  private static final int MAX_ATTEMPTS = 4;
  private static final long FIRST_PAUSE_MILLIS = 300;

  /// The names and values of the outputs.
  ///
  /// @param output by which a stack of Streambed is known
  /// @param stacks the names under which it may be there
  /// @throws CliException if there is none or more than one, or CloudFormation does not answer
  Map<String, String> read(String output, List<String> stacks) {
    Map<String, Map<String, String>> found = new LinkedHashMap<>();
    Response refusal = new Response.Absent();
    for (String stack : stacks) {
      switch (askAgainWhileBusy(stack)) {
        case Response.Outputs(Map<String, String> outputs) -> found.put(stack, outputs);
        case Response.Absent _ -> {}
        case Response.Failed failed -> refusal = failed;
        case Response.Busy(String code) -> throw busy(code);
      }
    }
    List<Map.Entry<String, Map<String, String>>> ours =
        found.entrySet().stream().filter(stack -> stack.getValue().containsKey(output)).toList();
    if (ours.size() > 1) {
      throw ambiguous(ours.stream().map(Map.Entry::getKey).toList());
    }
    return ours.stream()
        .findFirst()
        .or(() -> found.entrySet().stream().findFirst())
        .map(Map.Entry::getValue)
        .orElseThrow(failure(refusal, String.join(", nor ", stacks)));
  }

  private CliException ambiguous(List<String> stacks) {
    return new CliException(
        CliException.Code.STACK,
        "there are two deployments of this name in %s, the stacks %s: give the ARN of one as --stack"
            .formatted(post.region().id(), String.join(" and ", stacks)));
  }

  private Response askAgainWhileBusy(String stack) {
    long pause = FIRST_PAUSE_MILLIS;
    for (int attempt = 1; ; attempt++) {
      Response answer = ask(stack);
      if (!(answer instanceof Response.Busy) || attempt == MAX_ATTEMPTS) {
        return answer;
      }
      sleep(pause);
      pause *= 2;
    }
  }

  private Response ask(String stack) {
    String body =
        "Action=DescribeStacks&Version=2010-05-15&StackName="
            + URLEncoder.encode(stack, StandardCharsets.UTF_8);
    SignedPost.Reply reply = post.send(SignedPost.Service.CLOUD_FORMATION, HEADERS, body);
    try {
      return Response.parse(reply.status(), new StringReader(reply.body()));
    } catch (IOException notXml) {
      throw new CliException(
          CliException.Code.AWS, "CloudFormation does not answer in XML", notXml);
    }
  }

  private Supplier<CliException> failure(Response refusal, String stacks) {
    return () ->
        refusal instanceof Response.Failed(String code)
            ? new CliException(
                CliException.Code.AWS,
                AwsErrorMessages.of(code, Optional.of("cloudformation:DescribeStacks")))
            : new CliException(
                CliException.Code.STACK,
                "there is no stack %s in %s: deploy it, or give --stack, --region or --profile"
                    .formatted(stacks, post.region().id()));
  }

  private static CliException busy(String code) {
    return new CliException(
        CliException.Code.AWS, "CloudFormation is busy (%s): try again".formatted(code));
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// What CloudFormation answers to `DescribeStacks`.
  private sealed interface Response {

    record Outputs(Map<String, String> values) implements Response {}

    record Absent() implements Response {}

    /// It may answer later.
    record Busy(String code) implements Response {}

    record Failed(String code) implements Response {}

    int SERVER_ERROR = 500;
    int OK = 200;

    /// @throws IOException if it is not XML
    static Response parse(int status, Reader xml) throws IOException {
      Map<String, String> outputs = new LinkedHashMap<>();
      Map<String, String> latest = texts(xml, outputs);
      if (status == OK) {
        return new Outputs(outputs);
      }
      String code = latest.getOrDefault("Code", "HTTP " + status);
      // CloudFormation has no code of its own for a stack that does not exist.
      if (code.equals("ValidationError")) {
        return new Absent();
      }
      boolean busy = status >= SERVER_ERROR || code.startsWith("Thrott");
      return busy ? new Busy(code) : new Failed(code);
    }

    private static Map<String, String> texts(Reader xml, Map<String, String> outputs)
        throws IOException {
      Map<String, String> latest = new LinkedHashMap<>();
      try {
        XMLStreamReader reader = factory().createXMLStreamReader(xml);
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
          switch (reader.next()) {
            case XMLStreamConstants.START_ELEMENT -> text.setLength(0);
            case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
            case XMLStreamConstants.END_ELEMENT -> {
              latest.put(reader.getLocalName(), text.toString());
              if (reader.getLocalName().equals("member")) {
                keep(latest.remove("OutputKey"), latest.remove("OutputValue"), outputs);
              }
            }
            default -> {}
          }
        }
        return latest;
      } catch (XMLStreamException notXml) {
        throw new IOException("not XML", notXml);
      }
    }

    private static void keep(
        @Nullable String key, @Nullable String value, Map<String, String> outputs) {
      if (key != null && value != null) {
        outputs.put(key, value);
      }
    }

    private static XMLInputFactory factory() {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_COALESCING, true);
      return factory;
    }
  }
}
