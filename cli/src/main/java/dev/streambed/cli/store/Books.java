package dev.streambed.cli.store;

import dev.streambed.cli.vocabulary.BookEntry;
import dev.streambed.gateway.price.PriceBook;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// The table `prices`. `docs/prices.md` says how books are kept in it.
///
/// @param now when it is; written into what is put
public record Books(Tables tables, Instant now) {

  private static final String CURRENT = "current";
  private static final String FIRST_PART = "0001";
  private static final String MODELS = "models";

  /// How putting a book ended.
  public enum Put {
    DONE,
    /// The same book is there under the same name.
    WAS_THERE,
    /// Another book has this name.
    TAKEN
  }

  /// Puts a book, all of it or nothing.
  ///
  /// @param use whether answers are to be priced by it from now on
  public Put put(PriceBook book, boolean use) {
    Optional<String> there = json(book.version());
    if (there.isPresent()) {
      boolean same = there.get().equals(book.write());
      if (same && use) {
        use(book.version());
      }
      return same ? Put.WAS_THERE : Put.TAKEN;
    }
    Transaction transaction = new Transaction(tables.dynamoDb());
    parts(book).forEach(part -> transaction.putNew(table(), Attributes.BOOK, part));
    if (use) {
      transaction.put(table(), current(book.version()));
    }
    return transaction.commit().isEmpty() ? Put.DONE : Put.TAKEN;
  }

  /// Reads a book.
  public Optional<PriceBook> find(String version) {
    return json(version)
        .map(json -> PriceBook.parse(version, json.getBytes(StandardCharsets.UTF_8)));
  }

  /// Has answers priced by a book from now on.
  ///
  /// @return whether there is such a book
  public boolean use(String version) {
    return new Transaction(tables.dynamoDb())
        .demand(table(), Attributes.BOOK, key(version, FIRST_PART))
        .put(table(), current(version))
        .commit()
        .isEmpty();
  }

  /// Has answers priced by the book that comes with the function from now on.
  public void useBundled() {
    tables.dynamoDb().deleteItem(request -> request.tableName(table()).key(key(CURRENT, CURRENT)));
  }

  /// The version in use; absent: the book that comes with the function.
  public Optional<String> used() {
    var item =
        tables
            .dynamoDb()
            .getItem(request ->
                request.tableName(table()).key(key(CURRENT, CURRENT)).consistentRead(true))
            .item();
    return Items.text(item, Attributes.USES);
  }

  /// Every book, by version.
  public List<BookEntry> all() {
    Optional<String> used = used();
    ScanRequest request =
        ScanRequest.builder()
            .tableName(table())
            .consistentRead(true)
            .filterExpression("#version = :first")
            .projectionExpression("#book, #models, #created")
            .expressionAttributeNames(
                Map.of(
                    "#version", Attributes.VERSION,
                    "#book", Attributes.BOOK,
                    "#models", MODELS,
                    "#created", Attributes.CREATED_AT))
            .expressionAttributeValues(Map.of(":first", NewItems.text(FIRST_PART)))
            .build();
    return tables.dynamoDb().scanPaginator(request).items().stream()
        .map(item -> entry(item, used))
        .sorted(Comparator.comparing(BookEntry::version))
        .toList();
  }

  private static BookEntry entry(Map<String, AttributeValue> item, Optional<String> used) {
    String version = Items.text(item, Attributes.BOOK).orElse("");
    OptionalLong models =
        Items.number(item, MODELS).stream().mapToLong(BigDecimal::longValue).findFirst();
    return new BookEntry(
        version,
        models,
        Items.text(item, Attributes.CREATED_AT).orElse(""),
        used.filter(version::equals).isPresent());
  }

  private Optional<String> json(String version) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table())
            .consistentRead(true)
            .keyConditionExpression("#book = :version")
            .expressionAttributeNames(Map.of("#book", Attributes.BOOK))
            .expressionAttributeValues(Map.of(":version", NewItems.text(version)))
            .build();
    String json =
        tables.dynamoDb().queryPaginator(request).items().stream()
            .map(part -> Items.text(part, Attributes.JSON).orElse(""))
            .collect(Collectors.joining());
    return json.isEmpty() ? Optional.empty() : Optional.of(json);
  }

  private List<Map<String, AttributeValue>> parts(PriceBook book) {
    List<String> texts = BookParts.of(book.write());
    return IntStream.range(0, texts.size())
        .mapToObj(at -> part(book, "%04d".formatted(at + 1), texts.get(at)))
        .toList();
  }

  private Map<String, AttributeValue> part(PriceBook book, String number, String json) {
    Map<String, AttributeValue> item = new HashMap<>(key(book.version(), number));
    item.put(Attributes.JSON, NewItems.text(json));
    if (number.equals(FIRST_PART)) {
      item.put(MODELS, AttributeValue.fromN(Integer.toString(book.size())));
      item.put(Attributes.CREATED_AT, NewItems.text(now.toString()));
    }
    return item;
  }

  private Map<String, AttributeValue> current(String version) {
    Map<String, AttributeValue> item = new HashMap<>(key(CURRENT, CURRENT));
    item.put(Attributes.USES, NewItems.text(version));
    item.put(Attributes.UPDATED_AT, NewItems.text(now.toString()));
    return item;
  }

  private static Map<String, AttributeValue> key(String book, String version) {
    return Map.of(Attributes.BOOK, NewItems.text(book), Attributes.VERSION, NewItems.text(version));
  }

  private String table() {
    return tables.names().pricesOrThrow();
  }
}
