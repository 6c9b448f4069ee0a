package dev.streambed.desugar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lambdas, method references and pattern switches of every form. What it returns must not depend
/// on how they are compiled.
final class Samples implements Supplier<List<String>> {

  private final String own = "own";

  sealed interface Shape {
    default Supplier<String> described() {
      return () -> describe(this);
    }

    private static String describe(Shape shape) {
      return switch (shape) {
        case Square(int side) when side > 10 -> "large square";
        case Square(int side) -> "square " + side;
        case Circle _ -> "circle";
      };
    }
  }

  record Square(int side) implements Shape {}

  record Circle(double radius) implements Shape {}

  @Override
  public List<String> get() {
    List<String> results = new ArrayList<>();
    lambdas(results);
    conversions(results);
    switches(results);
    return results;
  }

  private void lambdas(List<String> results) {
    long captured = 7L;
    double alsoCaptured = 0.5;
    Supplier<String> capturing = () -> own + captured + alsoCaptured;
    results.add(capturing.get());
    Function<String, String> bound = own::concat;
    results.add(bound.apply("ed"));
    Function<String, Integer> unbound = String::length;
    results.add(unbound.apply("four").toString());
    Function<String, StringBuilder> constructor = StringBuilder::new;
    results.add(constructor.apply("built").reverse().toString());
    BiFunction<Integer, Integer, Integer> privateMethod = this::times;
    results.add(privateMethod.apply(6, 7).toString());
    results.addAll(Stream.of("b", "c", "a").sorted(Comparator.reverseOrder()).toList());
    Function<Integer, int[]> array = int[]::new;
    results.add(Integer.toString(array.apply(3).length));
    Map<String, Integer> counts = new TreeMap<>();
    Stream.of("x", "y", "x").forEach(name -> counts.merge(name, 1, Integer::sum));
    results.add(counts.toString());
    Runnable dropsResult = counts::clear;
    dropsResult.run();
    Supplier<Supplier<String>> nested = () -> () -> own;
    results.add(nested.get().get());
  }

  private static void conversions(List<String> results) {
    ToLongFunction<Integer> unboxedAndWidened = Integer::intValue;
    results.add(Long.toString(unboxedAndWidened.applyAsLong(5)));
    LongFunction<Object> boxed = Long::valueOf;
    results.add(boxed.apply(9L).toString());
    Supplier<Object> boxedResult = "text"::length;
    results.add(boxedResult.get().toString());
    IntSupplier unboxedResult = Integer.valueOf(3)::hashCode;
    results.add(Integer.toString(unboxedResult.getAsInt()));
    BiFunction<Integer, Integer, Long> widened = Samples::sum;
    results.add(widened.apply(1, 2).toString());
    Function<Object, Boolean> reference = "same"::equals;
    results.add(reference.apply("same").toString());
  }

  private static void switches(List<String> results) {
    for (Shape shape : List.of(new Square(1), new Square(11), new Circle(1))) {
      results.add(shape.described().get());
    }
    for (Object value : new Object[] {"a", "other", 1, 2L, List.of()}) {
      results.add(kind(value));
    }
    results.add(text("on"));
    results.add(text("neither"));
    results.add(orNull(null));
  }

  private static String kind(Object value) {
    return switch (value) {
      case String text when text.equals("a") -> "an a";
      case String text -> "text " + text;
      case Integer number -> "number " + number;
      case Long _ -> "long";
      default -> "unknown";
    };
  }

  private static String text(String value) {
    return switch (value) {
      case "on" -> "yes";
      case "off" -> "no";
      case String other -> "not " + other;
    };
  }

  private static String orNull(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> text;
      default -> "other";
    };
  }

  private int times(int first, int second) {
    return first * second;
  }

  private static long sum(long first, long second) {
    return first + second;
  }
}
