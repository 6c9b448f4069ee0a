package dev.streambed.gateway.prompt;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// What a PDF counts for: its pages, each an image to the model, and the text that is drawn on
/// them.
///
/// Pages and texts mostly stand in streams that are compressed; they are inflated as far as
/// [#MOST_INFLATED], one after the other, and what is longer is taken for the most. What the file
/// says of itself (`/Count`, `/Length`, what kind of stream it is) is not believed: whoever pays by
/// it would write what is cheap. Linear in the file and in what it is inflated to. Not thread-safe.
final class PdfTokens {

  static final int MOST_INFLATED = 32 << 20;

  private static final int WINDOW = 16 << 10;

  /// Readers find a PDF's mark within its first 1,024 bytes, and some look further.
  private static final int MARKED = 2048;

  private static final byte[] MARK = AsciiBytes.of("%PDF");
  private static final byte[] STREAM = AsciiBytes.of("stream");
  private static final byte[] END = AsciiBytes.of("endstream");

  private final byte[] file;
  private final PdfTextCounter text = new PdfTextCounter();
  private long inflated;

  private PdfTokens(byte[] file) {
    this.file = file;
  }

  static boolean isPdf(byte[] file) {
    return AsciiBytes.find(file, MARK, 0, Math.min(file.length, MARKED)) >= 0;
  }

  /// @param image what a page counts for as an image
  /// @param most what a document counts for at most
  static long of(byte[] file, long image, long most) {
    PdfTokens pdf = new PdfTokens(file);
    pdf.read();
    boolean unread =
        pdf.text.pages() == 0 || pdf.text.hasOtherFilters() || pdf.inflated >= MOST_INFLATED;
    return unread ? most : Math.min(most, pdf.text.pages() * image + pdf.text.tokens());
  }

  private void read() {
    int at = 0;
    while (at < file.length) {
      int begin = AsciiBytes.find(file, STREAM, at, file.length);
      int end = begin < 0 ? -1 : AsciiBytes.find(file, END, begin, file.length);
      if (end < 0) {
        text.add(file, at, file.length);
        text.end();
        return;
      }
      text.add(file, at, begin);
      text.end();
      if (!inflate(file, content(begin), end) && !decode(begin, end)) {
        text.add(file, begin, end);
        text.end();
      }
      at = end + END.length;
    }
  }

  private int content(int begin) {
    int at = begin + STREAM.length;
    while (at < file.length && (file[at] == '\r' || file[at] == '\n')) {
      at++;
    }
    return at;
  }

  /// Whether it was written in letters, compressed before or not.
  private boolean decode(int begin, int end) {
    byte[] bytes = PdfAsciiDecoder.decode(file, content(begin), end);
    if (bytes.length > 0 && !inflate(bytes, 0, bytes.length)) {
      text.add(bytes, 0, bytes.length);
      text.end();
    }
    return bytes.length > 0;
  }

  /// Whether it was compressed; what is not, is text as it is, or an image.
  private boolean inflate(byte[] bytes, int from, int to) {
    Inflater inflater = new Inflater();
    byte[] window = new byte[WINDOW];
    long before = inflated;
    try {
      inflater.setInput(bytes, from, Math.max(0, to - from));
      int length = inflater.inflate(window);
      while (length > 0 && inflated < MOST_INFLATED) {
        text.add(window, 0, length);
        inflated += length;
        length = inflater.inflate(window);
      }
    } catch (DataFormatException _) {
      // What came before the damage was read, and readers do the same.
    } finally {
      inflater.end();
    }
    text.end();
    return inflated > before;
  }
}
