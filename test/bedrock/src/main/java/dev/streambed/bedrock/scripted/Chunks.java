package dev.streambed.bedrock.scripted;

import java.util.ArrayList;
import java.util.List;

/// The chunks of one content block; there may be far more than fit into memory.
interface Chunks {

  /// How many.
  int count();

  /// The text of one chunk.
  ///
  /// @param index 0 for the first
  String chunk(int index);

  /// The text of all chunks, for an answer that is not streamed.
  String joined();

  /// How many characters [#joined()] has, about.
  long length();

  /// The same, limited to a number of chunks.
  Chunks atMost(int most);

  /// A text in chunks of one length, for JSON, whose spaces mean nothing.
  record Slices(List<String> slices) implements Chunks {

    private static final int LEAST = 4;

    public Slices {
      slices = List.copyOf(slices);
    }

    /// The text in about five chunks, or fewer when it is short.
    static Slices of(String text) {
      int size = Math.max(LEAST, Math.ceilDiv(text.length(), 5));
      List<String> slices = new ArrayList<>();
      int start = 0;
      while (start < text.length()) {
        int end = Math.min(text.length(), start + size);
        // An emoji's two halves stay together.
        end += end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? 1 : 0;
        slices.add(text.substring(start, end));
        start = end;
      }
      return new Slices(slices);
    }

    @Override
    public int count() {
      return slices.size();
    }

    @Override
    public String chunk(int index) {
      return slices.get(index);
    }

    @Override
    public String joined() {
      return String.join("", slices);
    }

    @Override
    public long length() {
      return joined().length();
    }

    @Override
    public Chunks atMost(int most) {
      return new Slices(slices.subList(0, Math.min(most, slices.size())));
    }
  }
}
