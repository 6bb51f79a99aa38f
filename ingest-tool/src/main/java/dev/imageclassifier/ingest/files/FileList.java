package dev.imageclassifier.ingest.files;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;

/** The files that a list names, in its order. Each must be a file; the list is read as it comes. */
final class FileList implements Iterator<ImageFile> {
  private static final int LONGEST_NAME = 64 * 1024;

  private final FileSelection selection;
  private final Globs include;
  private final Globs exclude;
  private final BiConsumer<Path, IOException> problems;
  private final Path list;
  private InputStream in;
  private ImageFile next;

  FileList(FileSelection selection, BiConsumer<Path, IOException> problems) {
    this.selection = selection;
    this.include = new Globs(selection.include());
    this.exclude = new Globs(selection.exclude());
    this.problems = problems;
    boolean standard = FileSelection.STANDARD_INPUT.equals(selection.list());
    this.list = standard ? Path.of("standard input") : selection.resolve(selection.list());
    try {
      this.in = new BufferedInputStream(standard ? System.in : Files.newInputStream(list));
    } catch (IOException e) {
      problems.accept(list, e);
    }
  }

  @Override
  public boolean hasNext() {
    while (next == null && in != null) {
      String name = name();
      if (name == null) {
        close();
      } else if (!name.isEmpty()) {
        take(name);
      }
    }
    return next != null;
  }

  @Override
  public ImageFile next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ImageFile found = next;
    next = null;
    return found;
  }

  void close() {
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException e) {
      // everything was read
    }
    in = null;
  }

  private void take(String name) {
    try {
      Path path = selection.resolve(name);
      String key = key(Path.of(name));
      if ((include.isEmpty() || include.match(key)) && !exclude.match(key)) {
        next = new LocalFile(key, path);
      }
    } catch (InvalidPathException e) {
      String advice = name.indexOf('\0') < 0 ? "no name for a file" : "use --null for this list";
      problems.accept(list, new FileSystemException(name, null, advice));
    }
  }

  /** The path as it stands in the list, without {@code ./} and a leading slash. */
  private static String key(Path path) {
    Path plain = path.normalize();
    Path relative = plain.getRoot() == null ? plain : plain.getRoot().relativize(plain);
    return relative.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** The next name; null at the end. */
  private String name() {
    int end = selection.nul() ? 0 : '\n';
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    try {
      int one = in.read();
      if (one < 0) {
        return null;
      }
      while (one >= 0 && one != end) {
        name.write(one);
        if (name.size() > LONGEST_NAME) {
          throw new FileSystemException(list.toString(), null, "holds no list of names");
        }
        one = in.read();
      }
    } catch (IOException e) {
      problems.accept(list, e);
      return null;
    }
    String text = name.toString(StandardCharsets.UTF_8);
    return !selection.nul() && text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
