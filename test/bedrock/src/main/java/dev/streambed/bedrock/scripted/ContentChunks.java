package dev.streambed.bedrock.scripted;

import dev.streambed.bedrock.family.AnswerContent;
import dev.streambed.bedrock.family.ContentBlock;
import dev.streambed.bedrock.family.ContentChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The chunks of an answer, block by block.
record ContentChunks(List<Block> blocks) {

  ContentChunks {
    blocks = List.copyOf(blocks);
  }

  /// One content block.
  ///
  /// @param chunks its chunks' texts
  /// @param part what a text of it is: text, reasoning, input of a tool
  record Block(Chunks chunks, Function<String, ContentBlock> part) {}

  /// How many chunks there are.
  int count() {
    return blocks.stream().mapToInt(block -> block.chunks().count()).sum();
  }

  /// Whether the answer calls a tool, which then comes last.
  boolean callsTools() {
    return blocks.getLast().part().apply("") instanceof ContentBlock.ToolUse;
  }

  /// How many characters there are, about.
  long length() {
    return blocks.stream().mapToLong(block -> block.chunks().length()).sum();
  }

  /// The same, limited to a number of chunks.
  ContentChunks atMost(int most) {
    List<Block> kept = new ArrayList<>();
    int left = most;
    for (Block block : blocks) {
      if (left > 0) {
        kept.add(new Block(block.chunks().atMost(left), block.part()));
        left -= block.chunks().count();
      }
    }
    return new ContentChunks(kept);
  }

  /// One chunk.
  ///
  /// @param index 0 for the first
  ContentChunk piece(int index) {
    int block = 0;
    int begin = 0;
    while (index >= begin + blocks.get(block).chunks().count()) {
      begin += blocks.get(block).chunks().count();
      block++;
    }
    Chunks chunks = blocks.get(block).chunks();
    ContentBlock part = blocks.get(block).part().apply(chunks.chunk(index - begin));
    return new ContentChunk(part, index, block, begin, index == begin + chunks.count() - 1);
  }

  /// Everything, for an answer that is not streamed.
  AnswerContent whole() {
    return new AnswerContent(
        blocks.stream().map(block -> block.part().apply(block.chunks().joined())).toList());
  }
}
