"""The rules that divide a meeting's time, one a file, and the catalogue that names them."""
