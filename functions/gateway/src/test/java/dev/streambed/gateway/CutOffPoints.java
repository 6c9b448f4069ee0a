package dev.streambed.gateway;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Chooses the byte positions at which callers are disconnected.
///
/// The gateway notices a broken connection when a write fails, and cannot tell which byte of the
/// write arrived last. So one position in each write represents all of them; for short answers, all
/// positions are tried.
///
/// @param everyByteUpTo the longest answer that counts as short, in bytes
/// @param writes how many writes of a long answer are tried, at most
record CutOffPoints(int everyByteUpTo, int writes) {

  /// @param ends the end of each write in an undisturbed answer, in bytes
  SortedSet<Long> of(List<Long> ends) {
    return ends.getLast() <= everyByteUpTo ? everywhere(ends.getLast()) : inWrites(ends);
  }

  private static SortedSet<Long> everywhere(long length) {
    return LongStream.range(0, length).boxed().collect(Collectors.toCollection(TreeSet::new));
  }

  // Always in the first and in the last.
  private SortedSet<Long> inWrites(List<Long> ends) {
    Random random = new Random(ends.getLast());
    List<Integer> order = new ArrayList<>();
    IntStream.range(1, ends.size() - 1).forEach(order::add);
    Collections.shuffle(order, random);
    order.addFirst(ends.size() - 1);
    order.addFirst(0);
    return order.stream()
        .limit(writes)
        .map(write -> random.nextLong(write == 0 ? 0 : ends.get(write - 1), ends.get(write)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
