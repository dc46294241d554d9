# Writes a C++ source that holds the text of every migration, in the order of their numbers.
#   cmake -DOUT=file.cpp "-DFILES=a.sql;b.sql" -P embed-migrations.cmake
list(SORT FILES)
set(text "// Generated from src/store/migrations.\n#include \"store/migrations.hpp\"\nnamespace hagukumi::store {\nconst std::vector<Migration>& migrations()\n{\n    static const std::vector<Migration> all = {\n")
foreach(file IN LISTS FILES)
  get_filename_component(name ${file} NAME_WE)
  string(REGEX MATCH "^[0-9]+" number ${name})
  math(EXPR number "${number}")
  file(READ ${file} sql)
  string(APPEND text "        {${number}, \"${name}\", R\"sql(${sql})sql\"},\n")
endforeach()
string(APPEND text "    };\n    return all;\n}\n}  // namespace hagukumi::store\n")
file(WRITE ${OUT} "${text}")
