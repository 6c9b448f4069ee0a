package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.protocol.Json;

/// The citation of a source that no request has, in each format.
final class Citation {

  private static final String TITLE = "A source of a scripted answer";
  private static final String TEXT = "The directive asked for a citation.";

  private Citation() {}

  static ObjectNode ofConverse() {
    ObjectNode citation = Json.object().put("title", TITLE);
    citation.putArray("sourceContent").addObject().put("text", TEXT);
    citation
        .putObject("location")
        .putObject("documentChar")
        .put("documentIndex", 0)
        .put("start", 0)
        .put("end", TEXT.length());
    return citation;
  }

  static ObjectNode ofAnthropic() {
    return Json.object()
        .put("type", "char_location")
        .put("cited_text", TEXT)
        .put("document_index", 0)
        .put("document_title", TITLE)
        .put("start_char_index", 0)
        .put("end_char_index", TEXT.length());
  }

  /// @param text the answer, all of which is cited
  static ObjectNode ofCohere(String text) {
    ObjectNode citation = Json.object().put("start", 0).put("end", text.length()).put("text", text);
    citation.putArray("document_ids").add("doc_0");
    return citation;
  }
}
