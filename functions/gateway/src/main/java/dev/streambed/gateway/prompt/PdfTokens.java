package dev.streambed.gateway.prompt;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The tokens of a PDF: its pages, each an image for the model, and the text drawn on them.
///
/// Pages and text are usually in compressed streams, which are inflated one after the other up to
/// [#MOST_INFLATED]; a longer file counts as the maximum. What the file declares (`/Count`,
/// `/Length`, filters) is not trusted, because a caller could declare less to pay less. Time is
/// linear in the size of the file and of its inflated streams. Not thread-safe.
final class PdfTokens {

  static final int MOST_INFLATED = 32 << 20;

  private static final int WINDOW = 16 << 10;

  /// Readers look for a PDF's signature in its first 1,024 bytes, and some look further.
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

  /// @param image the tokens of one page as an image
  /// @param most the most tokens of a document
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

  /// Whether the stream was in an ASCII encoding, compressed or not.
  private boolean decode(int begin, int end) {
    byte[] bytes = PdfAsciiDecoder.decode(file, content(begin), end);
    if (bytes.length > 0 && !inflate(bytes, 0, bytes.length)) {
      text.add(bytes, 0, bytes.length);
      text.end();
    }
    return bytes.length > 0;
  }

  /// Whether the stream was compressed. If not, it is plain text or an image.
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
      // Data before the damage is counted, as other readers use it too.
    } finally {
      inflater.end();
    }
    text.end();
    return inflated > before;
  }
}
