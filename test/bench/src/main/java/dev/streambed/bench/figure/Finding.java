package dev.streambed.bench.figure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an experiment found.
///
/// @param experiment its name on the command line
/// @param figures what stands in the table, in order
/// @param samples what they were made of, by name and unit, for example `gateway ms`
/// @param pauses how often the bench itself collected garbage while it measured
public record Finding(
    String experiment, List<Figure> figures, Map<String, Summary> samples, long pauses) {

  public Finding {
    figures = List.copyOf(figures);
    samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
  }
}
