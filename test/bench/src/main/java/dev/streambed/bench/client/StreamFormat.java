package dev.streambed.bench.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The format of a streamed body.
enum StreamFormat {
  /// The gateway's: an event is a line `data: {…}` and an empty line.
  SERVER_SENT_EVENTS {
    @Override
    List<Chunk> chunks(TimedBody timedBody) {
      List<Chunk> chunks = new ArrayList<>();
      String text = new String(timedBody.bytes(), StandardCharsets.ISO_8859_1);
      int begin = 0;
      for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n", begin)) {
        add(chunks, text.substring(begin, end), timedBody, end + 1);
        begin = end + 2;
      }
      return chunks;
    }
  },

  /// Bedrock's: frames that begin with their length, each with a JSON document, which InvokeModel
  /// has in base64 and Converse has as it is.
  EVENT_STREAM {
    @Override
    List<Chunk> chunks(TimedBody timedBody) {
      List<Chunk> chunks = new ArrayList<>();
      ByteBuffer frames = ByteBuffer.wrap(timedBody.bytes());
      for (int begin = 0, end; begin < timedBody.bytes().length; begin = end) {
        end = begin + frames.getInt(begin);
        add(chunks, document(timedBody.bytes(), begin, end), timedBody, end - 1);
      }
      return chunks;
    }
  };

  private static final Pattern BYTES = Pattern.compile("\"bytes\":\"([^\"]*)\"");

  /// Reads all chunks of an answer.
  abstract List<Chunk> chunks(TimedBody timedBody);

  private static String document(byte[] bytes, int begin, int end) {
    String frame = new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1);
    Matcher found = BYTES.matcher(frame);
    return found.find()
        ? new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.UTF_8)
        : frame;
  }

  private static void add(List<Chunk> chunks, String json, TimedBody timedBody, int last) {
    OptionalLong stamp = ChunkTimestamps.find(json);
    if (stamp.isPresent()) {
      chunks.add(new Chunk(stamp.getAsLong(), timedBody.arrival(last)));
    }
  }
}
