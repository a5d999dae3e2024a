"""Given names common in Denmark: a capitalised word among them begins a person's name.

The list is that of the Danish locale (da_DK) of the Python package Faker, under the MIT licence, with names added.
"""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """
    Aage Aaja Abbas Abdel Abdi Abdirahman Abdul Abdullah Abelone Adam Adnan Agnes Agnete Agnieszka Ahmad Ahmed Ahmet
    Aisha Aja Akif Aksel Alaa Albert Alberte Albin Alena Aleqa Alex Alexander Alf Ali Alice Allan Allis Alma Almina
    Alvin Amal Amalie Amanda Amin Amina Amir Anders Andre Andrea Andreas Andrzej André Ane Anette Angela Anine Anita
    Anja Anker Ann Anna Anne Annelie Annelise Annemette Annette Anni Annie Annika Anny Antje Anton Arash Ari Arif Arne
    Arni Arvid Arzu Asbjørn Asger Asif Aslan Asmaa Asmus Asta Astri Astrid Atli August Axel Ayaan Aydin Ayfer Ayse
    Aysegül Aytac Ayşe Azra Badar Bahar Barbara Bashar Bashir Basse Beatrice Bedri Bella Benedicte Benedikte Benjamin
    Benny Bent Bente Benthe Berit Berith Bernhard Bernt Berta Bertel Bertil Bertram Betina Bettina Betül Bilal Birger
    Birgit Birgitta Birgitte Birte Birthe Bitten Bjarke Bjarne Bjørk Bjørn Bo Bob Bobby Bodil Boe Bolette Boris Borris
    Brian Brigitte Brit Britt Britta Bruno Burak Bøje Børge Börge Bülent Bünyamin Camilla Cansu Carina Carl Carla Carlo
    Carolina Caroline Carsten Casper Cathrine Cecilia Cecilie Cengiz Chandra Charlie Charlotta Charlotte Chris Christa
    Christel Christen Christian Christiane Christina Christine Christoffer Christopher Cille Cindy Claes Clara Claudia
    Claus Connie Conny Conrad Cora Cristina Curt Dagfinn Dagmar Dagny Daisy Dalia Dan Daniel Daniela Daniella Danny
    David Dea Deniz Dennis Derya Desiree Diana Dilek Dina Ditlev Ditte Doris Dorota Dorrit Dorte Dorthe Dorthea Dragana
    Duran Duygu Ea Ebba Ebbe Eddie Edel Edith Edmund Edvard Egil Egon Eigil Einar Einer Ejgil Ejler Ejlif Ejnar Ejner
    Ejvind Ekrem Elena Elenora Eli Elias Elif Elin Elisabeth Elise Eliza Ella Ellen Ellinor Elly Elmer Elna Elo Else
    Elsebeth Elva Elvira Emil Emilie Emily Emine Emma Emrah Emre Enrico Erdogan Eric Erica Erik Erika Erling Erna
    Ernesto Ernst Esben Eskild Ester Esther Eva Evald Evan Eve Evelyn Evy Ewa Fadi Fahad Fanny Farah Fatih Fatima Fatma
    Fatuma Felix Ferdinand Ferhat Fie Filip Filippa Finn Fiona Flemming Florian Folmer Fozia Franciska Franciszka Frands
    Frank Frans Franz Freddy Frede Frederik Frederikke Fredrik Freja Frida Fritz Frode Fuat Gabriel Gabriella Geert
    Georg Georgios Gerd Gerda Gert Gertie Gertrud Gine Gitta Gitte Gorm Grazyna Greta Grete Grethe Gro Gry Gudrun
    Gunhild Gunn Gunnar Gunner Gunnvor Gunver Gunvor Gurli Gustaf Gustav Gyda Gyrithe Gül Gülsüm Güner Günther Hakan
    Hakon Haldis Halfdan Halil Halima Halime Halvor Hamza Hanna Hannah Hanne Hannibal Hans Harald Hardy Harry Hasan
    Hassan Hatice Hedvig Hege Heidi Heine Heino Heinrich Helen Helena Helene Helga Helge Helle Helmer Helmuth Hemming
    Henning Henny Henriette Henrik Henry Herbert Herdis Herluf Herman Hermod Hibo Hikmet Hilda Hilde Hilmar Hjalmar
    Hjalte Hjørdis Hodan Holger Hossein Huda Hugo Huong Huseyin Hussain Hussein Høgni Hüsnü Ian Ib Iben Ibrahim Ibtihal
    Ida Idris Ifrah Ilhan Ilse Ilyas Iman Imran Ina Inga Inge Ingeborg Ingelise Inger Ingolf Ingrid Ingvar Ingvard
    Ioannis Ionut Irene Iris Irma Iryna Isa Isabel Isabella Isabelle Isak Ishtiaq Ismail Ismet Ivan Ivar Iver Iza Jack
    Jackie Jacob Jacqueline Jacques Jakob Jakup Jamal Jamila Jan Jane Janek Janet Janne Janni Jannick Jannie Jannik
    Janus Jarl Jarmila Jasmin Jasper Jean Jeanett Jeanette Jeanne Jeannette Jennifer Jenny Jens Jeppe Jerry Jes Jesper
    Jess Jessica Jette Jill Jim Jimmy Jo Joachim Joakim Joan Joe Joel Johan Johannah Johanne Johannes John Johnni
    Johnnie Johnny Jon Jonas Jonatan Jonathan Jonna Jonny Jorge Jose Josef Josefine Joseph Josephine Juan Judith Julia
    Julian Juliane Julie Julius Jutta Jytte Jørgen Jørn Jóannes Jógvan Jürgen Kaare Kai Kaj Kalle Kamal Kamilla Karan
    Karen Karim Karin Karina Karl Karla Karlo Karna Karoline Karsten Kashif Kaspar Kasper Katarzyna Kate Katharina Kathe
    Kathrin Kathrine Katinka Katja Katrine Kay Keld Ken Kenan Kenneth Kenny Kent Kerstin Khader Khalid Kick Kim Kirsten
    Kirstin Kirstine Kit Kitt Kitte Kjartan Kjeld Kjell Klara Klaus Klavs Knud Konrad Konstantin Kresten Kris Krista
    Kristen Kristian Kristin Kristina Kristine Kristjan Kristoffer Krystyna Krzysztof Kumar Kurt Kåre Käte Laila Lajla
    Lakshmi Lana Lara Lars Lasse Lau Laura Laurids Laurine Laurits Laus Laust Layla Lea Leah Leif Leila Lejla Lena Lene
    Leo Leon Leonard Leonardo Leonora Lester Leyla Lilian Lilla Lillian Lilly Lina Linda Line Linea Linnea Lis Lisa
    Lisbet Lisbeth Lise Liselott Liselotte Lisette Lissi Lissie Lissy Liv Liva Lizette Loa Loke Lola Lone Lorens Lorentz
    Lorenz Lotta Lotte Louisa Louise Luca Lucas Lucia Lucie Ludvig Luis Luise Luka Lukas Lydia Lærke Mads Magnus Maha
    Mahmoud Mahmut Mai Maibritt Maiken Maj Maja Majbrit Majbritt Majken Malek Malene Malgorzata Malik Malou Malthe Mandy
    Manu Marc Marcel Marco Marcus Maren Margaret Margareta Margarete Margit Margot Margrete Margrethe Maria Mariam
    Mariana Mariann Marianne Marie Marija Marina Mario Marion Marius Mark Marko Markus Marlene Marta Martha Marthe
    Martin Martina Martine Marwa Mary Mathias Mathilda Mathilde Matthias Matti Mattias Maurits Max Maximilian May Maya
    Maybritt Mehdi Mehmet Melanie Melissa Merete Merethe Merle Mette Mevlüt Mia Micha Michael Michala Michelle Mickey
    Micki Mie Mihai Mik Mikael Mikala Mike Miki Mikkel Mikkeline Milad Milan Milena Milla Mille Milo Mimi Mina Minh
    Minna Mira Miriam Mirjam Mogens Mohamad Mohamed Mohammad Mohammed Mona Monica Monika Morten Mourad Muhammad Muhammed
    Murat Musa Mustafa Myrna Múte Mürvet Nadeem Nadia Nadja Nahid Naima Naja Nana Nanna Naser Nasser Nataliya Natascha
    Natasha Natasja Nathalie Nathan Nazir Nelly Nete Nguyen Nicholas Nick Nicki Nicklas Nickolai Niclas Nicolai Nicolaj
    Nicole Nicoletta Nicoline Niels Niki Nikita Niklas Niko Nikola Nikolai Nikolaj Niller Nils Nima Nina Nis Noah Noel
    Nora Nour Nuuno Nynne Oda Odd Odette Ola Olaf Olav Ole Oleksandr Olena Olfert Olga Oline Oliver Olivia Oluf Omar
    Onur Orla Osama Oscar Oskar Osman Osvald Otilia Ottilia Otto Ove Ozlem Palle Patricia Patrick Paul Paula Paulina Paw
    Peder Pelle Penille Per Pernille Petar Peter Petra Petrea Philip Phillip Pia Pierre Pilar Piotr Poul Pouline Povl
    Preben Priya Pál Páll Qasam Qasim Quinn Rabih Rachel Rafael Ragna Ragnar Ragnhild Ragnvald Rahim Raja Rajesh Ralf
    Ralph Ramazan Rami Ramona Rana Randi Rania Rasha Rashid Rasmine Rasmus Ravi Raymond Rebecca Rebekah Rebekka Reem
    Regin Regitse Regitze Reimer Reinhardt Renata Renate Rene René Reza Ria Richard Richardt Richart Ricky Rico Rie
    Rikke Rina Rita Roald Robert Robin Roger Roland Rolf Roman Ron Ronja Ronni Ronnie Ronny Rosa Rosemarie Rosita Roskva
    Roy Ruben Rudi Rudolf Rudy Rune Ruth Saba Sabine Sabrina Sadi Sagal Said Saima Salim Sally Salomon Samina Samir
    Samira Samuel Sandra Sanna Sanne Sanni Sara Sarah Sarita Sascha Savas Scott Sebastian Sebnem Selim Selina Selma
    Serdal Serdar Seyit Shahid Shahin Sherin Sidsel Sif Signe Signhild Sigrid Sigurd Sigvald Sikandar Silas Silje Sille
    Simon Simona Simone Sinan Sine Sinem Siri Sisse Sisser Siv Siva Sivakumar Sjúrður Sofia Sofie Sofiya Sofus Solvei
    Solveig Solvej Sonia Sonja Sophia Sophie Sophus Steen Stefan Steffan Steffen Stella Sten Stephan Stephanie Steven
    Stig Stina Stine Sultan Sune Susan Susanna Susanne Susie Susse Sussie Suzanne Sven Svend Svenn Svenning Svetlana
    Svitlana Sylvest Sylvester Sylvia Synne Søren Søs Sükrü Tage Tahir Taner Tania Tanja Tanwir Tarek Tariq Tatiana Tejs
    Tenna Teresa Terese Terkel Thanh Thea Theis Theodor Theresa Therese Thit Thomas Thomasine Thor Thora Thorbjørn
    Thorkil Thorkild Thorleif Thorsten Thrine Thyge Thyra Tia Tilda Tilde Tim Timmy Tina Tine Tinna Tinne Tino Tobias
    Todd Toke Tom Tomas Tommy Toni Tonje Tonni Tonny Tor Tora Torben Torbjørn Toril Torkil Torkild Torleif Torsten
    Torunn Torvald Tove Trille Trine Troels Trond Trygve Tue Tuva Tyge Tyra Tülin Uffe Ugur Ulf Ulla Ulrik Ulrike
    Ulrikke Uma Umut Una Ursula Usman Vagn Vagner Valborg Valdemar Valentin Vanessa Vanja Vera Verner Veronika Vibe
    Vibeke Vickie Vicky Victor Victoria Vigga Viggo Vilhelm Vilhelmine Villads Villum Vilma Vincent Vinni Viola Vitta
    Vivi Vivian Vivianne Vladimir Vlado Volkan Wagn Waldemar Walther Werner Wilhelm Willi William Willy Wilma Winni
    Winnie Wojciech Xenia Yahya Yannick Yasemin Yasin Yasir Yasmin Yildiz Yilmaz Ylva Yngve Yousef Youssef Yrsa Yusuf
    Yvonne Zacharias Zahra Zainab Zara Zeki Zenia Zeynep Ziad Zlatko Zoe Zoran Zubair Åbjørn Åge Ågot Åse Özgür Özlem
    Ümit
    """.split()  # noqa: SIM905  # a list literal of 1275 names would hide the names among quotes
)
"""Single given names; a doubled name ("Ann-Sofie") is known by its first part."""
