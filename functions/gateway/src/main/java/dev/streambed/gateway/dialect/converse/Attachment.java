package dev.streambed.gateway.dialect.converse;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns images and files of a request into Converse's blocks. Not thread-safe: names of documents
/// must be different within a request.
public final class Attachment {

  private static final Map<String, String> IMAGES =
      Map.of(
          "image/png", "png",
          "image/jpeg", "jpeg",
          "image/jpg", "jpeg",
          "image/gif", "gif",
          "image/webp", "webp");

  private static final Map<String, String> DOCUMENTS =
      Map.of(
          "application/pdf", "pdf",
          "text/csv", "csv",
          "text/html", "html",
          "text/plain", "txt",
          "text/markdown", "md",
          "application/msword", "doc",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
          "application/vnd.ms-excel", "xls",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

  private static final int LONGEST_NAME = 100;

  private final Set<String> names = new HashSet<>();

  /// How often a name was asked for: a body can ask for one name many thousand times.
  private final Map<String, Integer> repeats = new HashMap<>();

  private record DataUrl(String mediaType, String base64) {

    static Optional<DataUrl> of(String url) {
      int comma = url.indexOf(',');
      if (!url.regionMatches(true, 0, "data:", 0, 5) || comma < 0) {
        return Optional.empty();
      }
      String[] type = url.substring(5, comma).split(";", -1);
      return type[type.length - 1].strip().equalsIgnoreCase("base64")
          ? Optional.of(
              new DataUrl(type[0].strip().toLowerCase(Locale.ROOT), url.substring(comma + 1)))
          : Optional.empty();
    }
  }

  /// An image.
  ///
  /// @param url with the image in it, in base64
  /// @param member the path of the member that has it
  public JsonObject image(String url, String member) {
    DataUrl data =
        DataUrl.of(url)
            .orElseThrow(() ->
                InvalidRequestException.of(
                    member,
                    "must be a data URL with the image in base64: Bedrock fetches no images from"
                        + " other URLs"));
    String format = IMAGES.get(data.mediaType());
    if (format == null) {
      throw InvalidRequestException.of(member, "must be a PNG, JPEG, GIF or WebP image");
    }
    return JsonObjectBuilder.of(
        "image", JsonObjectBuilder.of("format", format).put("source", source(data)).build());
  }

  /// A file: an image where it is one, else a document.
  ///
  /// @param fileData a data URL, or base64 alone when the name tells the format
  /// @param member the path of the member that has it
  public JsonObject file(String fileData, String fileName, String member) {
    DataUrl data = DataUrl.of(fileData).orElseGet(() -> new DataUrl("", fileData));
    if (IMAGES.containsKey(data.mediaType())) {
      return image(fileData, member);
    }
    String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String format = DOCUMENTS.getOrDefault(data.mediaType(), extension);
    if (!DOCUMENTS.containsValue(format)) {
      throw InvalidRequestException.of(
          member, "must be a PDF, Word, Excel, CSV, HTML, Markdown or text document");
    }
    return JsonObjectBuilder.of(
        "document",
        JsonObjectBuilder.of("format", format)
            .put("name", name(fileName))
            .put("source", source(data))
            .build());
  }

  private static Json source(DataUrl data) {
    return JsonObjectBuilder.of("bytes", new JsonString(data.base64()));
  }

  // Bedrock allows few characters in the name of a document, and each name once.
  private String name(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String plain =
        (dot > 0 ? fileName.substring(0, dot) : fileName)
            .replaceAll("[^a-zA-Z0-9()\\[\\] -]", "-")
            .replaceAll("\\s+", " ")
            .strip();
    String name = plain.isEmpty() ? "document" : shortened(plain);
    String different = name;
    while (!names.add(different)) {
      different = name + " " + (repeats.merge(name, 1, Integer::sum) + 1);
    }
    return different;
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME).strip();
  }
}
