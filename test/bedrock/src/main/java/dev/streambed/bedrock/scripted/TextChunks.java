package dev.streambed.bedrock.scripted;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The chunks of a text, repeated as often as needed.
///
/// @param words the text, cut before each space
/// @param count the number of chunks; the text is repeated as often as needed
/// @param size the characters of a chunk, or 0 for one word each
/// @param isStamped whether a chunk carries the time when it was encoded
record TextChunks(List<String> words, int count, int size, boolean isStamped) implements Chunks {

  private static final Pattern WORD = Pattern.compile("\\s*\\S+");

  static TextChunks of(Script script, String text) {
    List<String> words = WORD.matcher(text).results().map(MatchResult::group).toList();
    List<String> cut = script.size() == 0 ? words : List.of(String.join("", words) + " ");
    return new TextChunks(cut, wanted(script, cut), script.size(), script.isStamped());
  }

  private static int wanted(Script script, List<String> cut) {
    if (script.chunks() > 0) {
      return script.chunks();
    }
    return script.size() == 0 ? cut.size() : Math.ceilDiv(cut.getFirst().length(), script.size());
  }

  @Override
  public TextChunks atMost(int most) {
    return new TextChunks(words, Math.min(count, most), size, isStamped);
  }

  @Override
  public String chunk(int index) {
    if (isStamped) {
      return stamp();
    }
    return size == 0 ? word(index) : slice((long) index * size);
  }

  @Override
  public String joined() {
    StringBuilder joined = new StringBuilder();
    for (int index = 0; index < count; index++) {
      joined.append(chunk(index));
    }
    return joined.toString();
  }

  @Override
  public long length() {
    int widest = words.stream().mapToInt(String::length).max().orElse(0);
    return (long) count * (size == 0 ? widest : size);
  }

  private String stamp() {
    String stamp = System.nanoTime() + " ";
    return stamp.length() >= size ? stamp : stamp + ".".repeat(size - stamp.length());
  }

  private String word(int index) {
    String word = words.get(index % words.size());
    return index > 0 && !Character.isWhitespace(word.charAt(0)) ? " " + word : word;
  }

  private String slice(long from) {
    String text = words.getFirst();
    StringBuilder slice = new StringBuilder(size);
    int start = (int) (from % text.length());
    while (slice.length() < size) {
      slice.append(text, start, Math.min(text.length(), start + size - slice.length()));
      start = 0;
    }
    return slice.toString();
  }
}
