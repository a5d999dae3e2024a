"""Given names common in Denmark: a capitalised word among them begins a person's name.

The list is that of the Danish locale (da_DK) of the Python package Faker, under the MIT licence, with names added.
"""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """
    Aage Aaja Abdi Abdul Abdullah Abelone Adam Agnes Agnete Ahmad Ahmed Aisha Aja Aksel Albert Alberte Albin Alena
    Aleqa Alex Alexander Alf Ali Allan Allis Alma Alvin Amal Amalie Amanda Amin Amina Amir Anders Andre Andrea Andreas
    André Ane Anette Angela Anine Anita Anja Ann Anna Anne Annelie Annelise Annemette Annette Anni Annie Annika Anny
    Antje Anton Arash Ari Arne Arni Arvid Asbjørn Asger Aslan Asmus Asta Astri Astrid Atli August Axel Ayse Ayşe Azra
    Bahar Barbara Bashar Basse Beatrice Bella Benedicte Benedikte Benjamin Benny Bent Bente Benthe Berit Berith
    Bernhard Bernt Berta Bertel Bertil Bertram Betina Bettina Birger Birgit Birgitta Birgitte Birte Birthe Bitten
    Bjarke Bjarne Bjørk Bjørn Bo Bob Bobby Bodil Boe Bolette Boris Borris Brian Brigitte Brit Britt Britta Bruno Burak
    Bøje Børge Camilla Carina Carl Carla Carlo Carolina Caroline Carsten Casper Cathrine Cecilia Cecilie Charlie
    Charlotta Charlotte Chris Christel Christen Christian Christiane Christina Christine Christoffer Christopher Cille
    Cindy Claes Clara Claudia Claus Connie Conny Conrad Cora Curt Dagfinn Dagmar Dagny Daisy Dalia Dan Daniel Daniella
    Danny David Dea Deniz Dennis Desiree Diana Dina Ditlev Ditte Doris Dorrit Dorte Dorthe Dorthea Dragana Ebba Ebbe
    Eddie Edel Edith Edmund Edvard Egil Egon Eigil Einar Ejgil Ejler Ejlif Ejnar Ejvind Elena Elenora Eli Elias Elif
    Elin Elisabeth Elise Eliza Ella Ellen Ellinor Elly Elmer Elna Elo Else Elsebeth Elva Elvira Emil Emilie Emily
    Emine Emma Emre Enrico Eric Erica Erik Erika Erling Erna Ernesto Ernst Esben Ester Esther Eva Evald Evan Eve
    Evelyn Evy Fadi Farah Fatih Fatima Fatma Felix Ferdinand Fie Filip Filippa Finn Fiona Flemming Florian Folmer
    Franciska Frank Frans Franz Freddy Frede Frederik Frederikke Fredrik Freja Frida Fritz Frode Gabriel Gabriella
    Geert Georg Georgios Gerda Gert Gertie Gertrud Gine Gitta Gitte Gorm Greta Grete Grethe Gro Gudrun Gunhild Gunn
    Gunnar Gunner Gunnvor Gunvor Gurli Gustaf Gustav Gyda Gyrithe Güner Günther Hakon Halfdan Halime Halvor Hanna
    Hannah Hanne Hannibal Hans Harald Harry Hasan Hassan Hedvig Hege Heidi Heine Heino Heinrich Helen Helena Helene
    Helga Helge Helle Helmer Helmuth Hemming Henning Henny Henriette Henrik Henry Herbert Herdis Herluf Herman Hermod
    Hilda Hilde Hilmar Hjalmar Hjalte Holger Hossein Huda Hugo Huseyin Hussein Høgni Ian Ib Iben Ibrahim Ibtihal Ida
    Ilse Ilyas Iman Ina Inga Inge Ingeborg Ingelise Inger Ingolf Ingrid Ingvar Ingvard Ioannis Irene Iris Irma Isa
    Isabel Isabella Isabelle Isak Ismail Ivan Ivar Iver Iza Jack Jackie Jacob Jacqueline Jacques Jakob Jakup Jamal
    Jamila Jan Jane Janek Janet Janne Janni Jannick Jannie Jannik Janus Jarl Jarmila Jasmin Jasper Jean Jeanett
    Jeanette Jeanne Jeannette Jennifer Jenny Jens Jeppe Jerry Jes Jesper Jess Jette Jill Jim Jimmy Jo Joachim Joakim
    Joan Joe Joel Johan Johannah Johanne Johannes John Johnni Johnnie Johnny Jon Jonas Jonatan Jonathan Jonna Jonny
    Jorge Jose Josef Josefine Joseph Josephine Juan Judith Julia Julian Juliane Julie Julius Jutta Jytte Jóannes
    Jógvan Jørgen Jørn Jürgen Kaare Kai Kaj Kalle Kamal Kamilla Karan Karen Karin Karina Karl Karla Karlo Karoline
    Karsten Kashif Kaspar Kasper Kate Katharina Kathe Kathrin Kathrine Katinka Katja Katrine Kay Keld Ken Kenan
    Kenneth Kenny Kent Kerstin Khader Kick Kim Kirsten Kirstin Kirstine Kitt Kitte Kjartan Kjeld Kjell Klara Klaus
    Klavs Knud Konrad Konstantin Kresten Kris Krista Kristen Kristian Kristin Kristina Kristine Kristjan Kristoffer
    Krystyna Kurt Käte Kåre Laila Lajla Lana Lara Lars Lasse Lau Laura Laurids Laurine Laurits Laus Laust Lea Leah
    Leif Leila Lejla Lena Lene Leo Leon Leonard Leonardo Leonora Lester Lilian Lilla Lillian Lilly Linda Line Linea
    Linnea Lis Lisa Lisbet Lisbeth Lise Liselott Liselotte Lisette Lissi Lissy Liv Liva Lizette Loa Loke Lola Lone
    Lorens Lorentz Lorenz Lotta Lotte Louisa Louise Luca Lucas Lucia Lucie Ludvig Luis Luise Luka Lukas Lydia Lærke
    Mads Magnus Mahmoud Mahmut Mai Maibritt Maiken Maja Majbrit Majbritt Majken Malek Malene Malou Malthe Mandy Manu
    Marc Marcel Marco Marcus Maren Margaret Margareta Margarete Margit Margot Margrete Margrethe Maria Mariam Mariana
    Mariann Marianne Marie Marija Marina Mario Marion Marius Mark Marko Markus Marlene Marta Martha Marthe Martin
    Martina Martine Marwa Mary Mathias Mathilda Mathilde Matthias Matti Mattias Maurits Max Maximilian May Maya Mehdi
    Mehmet Melanie Melissa Merete Merethe Merle Mette Mevlüt Mia Micha Michael Michala Michelle Mickey Micki Mie Mik
    Mikael Mikala Mike Miki Mikkel Mikkeline Milan Milena Milla Mille Milo Mimi Minna Mira Miriam Mirjam Mogens
    Mohamad Mohamed Mohammad Mohammed Mona Monica Monika Morten Mourad Muhammed Murat Musa Mustafa Myrna Múte Mürvet
    Nadeem Nadia Nadja Nahid Naja Nana Nanna Naser Nataliya Natascha Natasha Natasja Nathalie Nathan Nelly Nete
    Nicholas Nick Nicki Nicklas Nickolai Niclas Nicolai Nicolaj Nicole Nicoletta Nicoline Niels Niki Nikita Niklas
    Nikola Nikolai Nikolaj Nils Nina Nis Noah Noel Nora Nour Oda Odd Odette Ola Olaf Olav Ole Olga Oline Oliver Olivia
    Oluf Omar Onur Orla Osama Oscar Oskar Osman Osvald Otilia Otto Ove Palle Patricia Patrick Paul Paula Paulina Paw
    Peder Pelle Penille Per Pernille Petar Peter Petra Petrea Philip Phillip Pia Pierre Pilar Poul Pouline Povl Preben
    Pál Páll Qasim Quinn Rabih Rachel Rafael Ragna Ragnar Ragnhild Ragnvald Rahim Raja Ralf Ralph Ramazan Rami Ramona
    Rana Randi Rania Rasha Rasmine Rasmus Raymond Rebecca Rebekah Rebekka Reem Regin Regitse Regitze Reimer Reinhardt
    Renata Renate Rene René Reza Ria Richard Richardt Richart Ricky Rico Rie Rikke Rina Rita Roald Robert Robin Roger
    Roland Rolf Roman Ron Ronja Ronni Ronnie Ronny Rosa Rosemarie Rosita Roy Ruben Rudi Rudolf Rudy Rune Ruth Saba
    Sabine Sabrina Sadi Said Saima Salim Sally Salomon Samina Samir Samira Samuel Sandra Sanna Sanne Sanni Sara Sarah
    Sascha Savas Scott Sebastian Sebnem Selim Selina Selma Serdal Serdar Seyit Shahid Shahin Sherin Sidsel Sif Signe
    Signhild Sigrid Sigurd Sigvald Sikandar Silas Silje Sille Simon Simona Simone Sinan Sine Sinem Siri Sisse Sisser
    Siv Sjúrður Sofia Sofie Sofus Solvei Solveig Solvej Sonia Sonja Sophia Sophie Sophus Steen Stefan Steffan Steffen
    Stella Sten Stephan Stephanie Steven Stig Stina Stine Sune Susan Susanna Susanne Susie Sussie Suzanne Sven Svend
    Svenn Svenning Svetlana Sylvest Sylvester Sylvia Synne Søren Søs Tage Tahir Tania Tanja Tarek Tariq Tatiana Tejs
    Tenna Teresa Terese Terkel Thea Theis Theodor Theresa Therese Thit Thomas Thomasine Thor Thora Thorbjørn Thorkil
    Thorkild Thorleif Thorsten Thyge Thyra Tia Tilda Tilde Tim Timmy Tina Tine Tinna Tinne Tino Tobias Todd Toke Tom
    Tomas Tommy Toni Tonje Tonni Tonny Tor Tora Torben Torbjørn Toril Torkil Torkild Torleif Torsten Torunn Torvald
    Tove Trille Trine Troels Trond Trygve Tue Tuva Tyge Tyra Uffe Ugur Ulf Ulla Ulrik Ulrike Uma Umut Una Ursula Usman
    Vagn Vagner Valborg Valdemar Valentin Vanessa Vanja Vera Verner Vibeke Vickie Vicky Victor Victoria Vigga Viggo
    Vilhelm Vilhelmine Villads Vilma Vincent Vinni Viola Vitta Vivi Vivian Vivianne Vladimir Volkan Wagn Waldemar
    Werner Wilhelm Willi William Willy Wilma Winni Winnie Xenia Yahya Yannick Yasemin Yasin Yasir Yasmin Yildiz Yilmaz
    Yngve Yousef Youssef Yusuf Yvonne Zacharias Zahra Zainab Zara Zeki Zenia Zeynep Ziad Zoe Zubair Åbjørn Åge Ågot
    Åse Özlem
    """.split()  # noqa: SIM905  # a list literal of 1120 names would hide the names among quotes
)
"""Single given names; a doubled name ("Ann-Sofie") is known by its first part."""
