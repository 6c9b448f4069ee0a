package dev.streambed.bench.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How pieces stand in a body.
enum Format {
  /// The gateway's: an event is a line `data: {…}` and an empty line.
  SERVER_SENT_EVENTS {
    @Override
    List<Piece> pieces(Body body) {
      List<Piece> pieces = new ArrayList<>();
      String text = new String(body.bytes(), StandardCharsets.ISO_8859_1);
      int begin = 0;
      for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n", begin)) {
        add(pieces, text.substring(begin, end), body, end + 1);
        begin = end + 2;
      }
      return pieces;
    }
  },

  /// Bedrock's: frames that begin with their length, each with a JSON document in base64.
  EVENT_STREAM {
    @Override
    List<Piece> pieces(Body body) {
      List<Piece> pieces = new ArrayList<>();
      ByteBuffer frames = ByteBuffer.wrap(body.bytes());
      for (int begin = 0, end; begin < body.bytes().length; begin = end) {
        end = begin + frames.getInt(begin);
        add(pieces, document(body.bytes(), begin, end), body, end - 1);
      }
      return pieces;
    }
  };

  private static final Pattern BYTES = Pattern.compile("\"bytes\":\"([^\"]*)\"");

  /// Reads all pieces of an answer.
  abstract List<Piece> pieces(Body body);

  private static String document(byte[] bytes, int begin, int end) {
    String frame = new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1);
    Matcher found = BYTES.matcher(frame);
    return found.find()
        ? new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.UTF_8)
        : "";
  }

  private static void add(List<Piece> pieces, String json, Body body, int last) {
    OptionalLong stamp = Stamps.in(json);
    if (stamp.isPresent()) {
      pieces.add(new Piece(stamp.getAsLong(), body.arrival(last)));
    }
  }
}
