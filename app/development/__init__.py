"""What follows from ratings: credit points (angka kredit) of functional officials."""
