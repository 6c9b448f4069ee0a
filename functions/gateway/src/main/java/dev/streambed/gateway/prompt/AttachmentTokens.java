package dev.streambed.gateway.prompt;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.json.JsonStringByteReader;

/// The most tokens that the images, documents, videos and audio of a request may count for.
///
/// Content that does not match its declared format counts as text, either as it stands or decoded,
/// whichever is more: a model may read either.
///
/// @param image the image rules of the model
record AttachmentTokens(ImageTokens image) {

  /// The kind of content that a position and a format declare.
  enum Kind {
    IMAGE,
    PDF,
    /// An office document, usually compressed.
    OFFICE_DOCUMENT,
    /// A text document in base64.
    ENCODED_TEXT,
    VIDEO,
    AUDIO,
    /// Text, not encoded.
    TEXT,
    /// An image or a document.
    ANY
  }

  /// The longest prompt that Bedrock's models accept, and so the most of any document.
  static final long LONGEST_PROMPT = 1_000_000;

  /// Nova samples at most 960 frames of a video and counts each as 288 tokens.
  private static final long MOST_OF_VIDEO = 960 * 288;

  /// No video encodes a second of content in fewer bytes.
  private static final int LEAST_BYTES_A_SECOND = 16;

  /// The smallest speech encoding has 30 bytes per token; this is well below.
  private static final int AUDIO_BYTES_PER_TOKEN = 4;

  /// Text compresses to a quarter and tables to a tenth, at four and two bytes per token.
  private static final int TOKENS_PER_PACKED_BYTE = 4;

  private static final int HEADER = 64 << 10;
  private static final int DATA_URL = 128;
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] OLE = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};
  private static final byte[] URL = AsciiBytes.of("data:");
  private static final byte[] ENCODED = AsciiBytes.of(";base64,");

  static AttachmentTokens of(ModelId model) {
    return new AttachmentTokens(ImageTokens.of(model));
  }

  /// The tokens of a content in the request.
  long tokens(Kind kind, byte[] body, int from, int to) {
    int start = afterUrl(body, from, to);
    return switch (kind) {
      case IMAGE, ANY -> image(body, start, to);
      case PDF -> pdf(body, start, to);
      case OFFICE_DOCUMENT -> packed(body, start, to);
      case ENCODED_TEXT -> decoded(body, start, to);
      case VIDEO -> Math.min(MOST_OF_VIDEO, seconds(start, to) * 288);
      case AUDIO -> 1 + size(start, to) / AUDIO_BYTES_PER_TOKEN;
      case TEXT -> asItStands(body, from, to);
    };
  }

  /// The tokens of a content that is referenced by a URL or location, which the gateway does not
  /// read.
  long tokensOfReference(Kind kind) {
    return switch (kind) {
      case IMAGE -> image.most();
      case VIDEO -> MOST_OF_VIDEO;
      case PDF, OFFICE_DOCUMENT, ENCODED_TEXT, AUDIO, TEXT, ANY -> LONGEST_PROMPT;
    };
  }

  /// The tokens of an image without a format, in base64 or by URL.
  long imageWithoutFormat(byte[] body, int from, int to) {
    boolean elsewhere =
        AsciiBytes.find(body, AsciiBytes.of("://"), from, Math.min(to, from + 16)) >= 0;
    return elsewhere
        ? image.most() + asItStands(body, from, to)
        : tokens(Kind.IMAGE, body, from, to);
  }

  private long image(byte[] body, int from, int to) {
    byte[] header = LenientBase64Decoder.decode(body, from, to, HEADER);
    if (!ImageSize.isImage(header)) {
      return text(body, from, to);
    }
    return image.of(
        ImageSize.read(header)
            .or(() ->
                ImageSize.read(LenientBase64Decoder.decode(body, from, to, Integer.MAX_VALUE))));
  }

  private long pdf(byte[] body, int from, int to) {
    byte[] file = LenientBase64Decoder.decode(body, from, to, Integer.MAX_VALUE);
    return PdfTokens.isPdf(file)
        ? PdfTokens.of(file, image.most(), LONGEST_PROMPT)
        : text(body, from, to);
  }

  private long packed(byte[] body, int from, int to) {
    byte[] file = LenientBase64Decoder.decode(body, from, to, Integer.MAX_VALUE);
    if (AsciiBytes.matchesAt(file, 0, OLE)) {
      return Math.min(LONGEST_PROMPT, file.length);
    }
    long unread = Math.min(LONGEST_PROMPT, (long) file.length * TOKENS_PER_PACKED_BYTE);
    return AsciiBytes.matchesAt(file, 0, ZIP)
        ? OfficeDocumentTokens.of(file, image.most(), unread)
        : text(body, from, to);
  }

  // The content is of unknown type.
  private static long text(byte[] body, int from, int to) {
    return Math.max(decoded(body, from, to), asItStands(body, from, to));
  }

  private static long decoded(byte[] body, int from, int to) {
    TextTokens tokens = new TextTokens();
    byte[] bytes = LenientBase64Decoder.decode(body, from, to, Integer.MAX_VALUE);
    tokens.add(bytes, 0, bytes.length);
    return tokens.tokens();
  }

  private static long asItStands(byte[] body, int from, int to) {
    TextTokens tokens = new TextTokens();
    tokens.add(new JsonStringByteReader(body, from, to));
    return tokens.tokens();
  }

  private static long seconds(int from, int to) {
    return 1 + size(from, to) / LEAST_BYTES_A_SECOND;
  }

  private static long size(int from, int to) {
    return (to - from) * 3L / 4;
  }

  private static int afterUrl(byte[] body, int from, int to) {
    int comma =
        AsciiBytes.matchesAt(body, from, URL)
            ? AsciiBytes.find(body, ENCODED, from, Math.min(to, from + DATA_URL))
            : -1;
    return comma < 0 ? from : comma + ENCODED.length;
  }
}
