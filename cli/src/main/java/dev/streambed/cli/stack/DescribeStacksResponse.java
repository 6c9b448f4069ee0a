package dev.streambed.cli.stack;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// What CloudFormation says to `DescribeStacks`.
sealed interface DescribeStacksResponse {

  record Outputs(Map<String, String> values) implements DescribeStacksResponse {}

  record Absent() implements DescribeStacksResponse {}

  /// Later it may answer.
  record Busy(String code) implements DescribeStacksResponse {}

  record Failed(String code) implements DescribeStacksResponse {}

  int SERVER_ERROR = 500;
  int OK = 200;

  /// Reads XML.
  ///
  /// @throws IOException when it is none
  static DescribeStacksResponse parse(int status, InputStream xml) throws IOException {
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

  private static Map<String, String> texts(InputStream xml, Map<String, String> outputs)
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
