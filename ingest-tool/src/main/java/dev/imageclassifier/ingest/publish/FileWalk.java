package dev.imageclassifier.ingest.publish;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;

/**
 * The files under one path, in the order of their names, folders where their name stands. Holds the
 * names of the folders on the way down to the current file and no more.
 *
 * <p>Hidden files and folders, symbolic links and what is neither file nor folder are left out,
 * unless the path itself names one: then that is what was asked for.
 */
final class FileWalk implements Iterator<PictureFile> {
  private record Folder(String prefix, Iterator<Path> entries) {}

  private final Deque<Folder> open = new ArrayDeque<>();
  private final BiConsumer<Path, IOException> problems;
  private PictureFile next;

  /**
   * @param root a file or a folder
   * @param problems is told of what cannot be listed; the walk goes on behind it
   */
  FileWalk(Path root, BiConsumer<Path, IOException> problems) {
    this.problems = problems;
    if (Files.isDirectory(root)) {
      enter("", root);
    } else {
      next = new PictureFile(fileName(root), root);
    }
  }

  @Override
  public boolean hasNext() {
    while (next == null && !open.isEmpty()) {
      Folder folder = open.peek();
      if (folder.entries().hasNext()) {
        visit(folder.prefix(), folder.entries().next());
      } else {
        open.pop();
      }
    }
    return next != null;
  }

  @Override
  public PictureFile next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    PictureFile found = next;
    next = null;
    return found;
  }

  private void visit(String prefix, Path entry) {
    try {
      if (Files.isHidden(entry)) {
        return;
      }
      BasicFileAttributes attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      String key = prefix + fileName(entry);
      if (attributes.isDirectory()) {
        enter(key + "/", entry);
      } else if (attributes.isRegularFile()) {
        next = new PictureFile(key, entry);
      }
    } catch (IOException e) {
      problems.accept(entry, e);
    }
  }

  private void enter(String prefix, Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
      listing.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      problems.accept(folder, e.getCause());
    } catch (IOException e) {
      problems.accept(folder, e);
    }
    Collections.sort(entries);
    open.push(new Folder(prefix, entries.iterator()));
  }

  private static String fileName(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }
}
